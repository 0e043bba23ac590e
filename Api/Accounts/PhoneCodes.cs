using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Accounts;

/// <summary>Sends six digits to a phone, and judges what comes back.</summary>
internal sealed class PhoneCodes(PinchangContext data, Phones phones, IOutbox outbox, TimeProvider time, IConfiguration configuration)
{
    // A million codes, salted by the row and slow enough that five minutes do not suffice to try them on a stolen table.
    private const int HashRounds = 20_000;

    public async Task<Outcome<PhoneCodeSent>> SendAsync(string phone, PhoneCodePurpose purpose, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var key = phones.KeyOf(phone);
        await LockAsync(key, cancellation);
        var sentToday = await data.PhoneCodes.Where(row => row.PhoneKey == key && row.SentAt > now.AddDays(-1)).Select(row => row.SentAt).ToListAsync(cancellation);
        var fromHere = await data.PhoneCodes.CountAsync(row => row.Address == caller.Address && row.SentAt > now.AddHours(-1), cancellation);
        if (PhoneCode.MaySend(sentToday, now) is { } refusal)
        {
            return refusal;
        }

        if (fromHere >= configuration.GetValue("Limits:PhoneCodesPerHour", 60))
        {
            return CommonRefusals.TooMany;
        }

        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var id = Guid.CreateVersion7(now);
        data.PhoneCodes.Add(new() { Id = id, PhoneKey = key, Purpose = purpose, CodeHash = Hash(id, digits), Address = caller.Address, SentAt = now });
        if (purpose is PhoneCodePurpose.SignIn or PhoneCodePurpose.ChangePhone || await data.Users.AnyAsync(user => user.PhoneKey == key, cancellation))
        {
            outbox.Enqueue(new(MessageChannel.Sms, null, phone, Subjects[purpose], Text(purpose, digits), Secret: true,
                Sms: SmsText.OfCode(purpose == PhoneCodePurpose.SignIn ? SmsText.SignInCode : SmsText.ResetCode, digits)));
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new PhoneCodeSent((int)PhoneCode.Interval.TotalSeconds);
    }

    /// <summary>Judges the newest code of the phone; the try counts even when the rest of the request fails.</summary>
    public async Task<Refusal?> TryAsync(string phone, PhoneCodePurpose purpose, string typed, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var key = phones.KeyOf(phone);
        await LockAsync(key, cancellation);
        var code = await data.PhoneCodes.Where(row => row.PhoneKey == key && row.Purpose == purpose)
            .OrderByDescending(row => row.SentAt).FirstOrDefaultAsync(cancellation);
        var refusal = code is null
            ? AccountRefusals.CodeExpired
            : code.Try(sent => CryptographicOperations.FixedTimeEquals(sent.CodeHash, Hash(sent.Id, typed.Trim())), time.GetUtcNow());
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return refusal;
    }

    // Two requests for one phone in the same moment: one of them waits, and then sees the other's row.
    private Task<int> LockAsync(byte[] key, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({Convert.ToHexString(key)}, 0))", cancellation);

    private static byte[] Hash(Guid id, string digits) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(digits), id.ToByteArray(), HashRounds, HashAlgorithmName.SHA256, 32);

    private static readonly Dictionary<PhoneCodePurpose, string> Subjects = new()
    {
        [PhoneCodePurpose.SignIn] = "登录验证码",
        [PhoneCodePurpose.ResetPassword] = "重设密码验证码",
        [PhoneCodePurpose.ChangePhone] = "更换手机号验证码",
    };

    private static string Text(PhoneCodePurpose purpose, string digits) => purpose switch
    {
        PhoneCodePurpose.SignIn => $"【聘场】登录验证码 {digits}，5 分钟内有效。请勿告诉他人，工作人员不会向您索要。",
        PhoneCodePurpose.ChangePhone => $"【聘场】您正在把账号的手机号换成本号码，验证码 {digits}，5 分钟内有效。如非本人操作，请忽略这条短信。",
        _ => $"【聘场】您正在重设密码，验证码 {digits}，5 分钟内有效。如非本人操作，请忽略这条短信。",
    };
}
