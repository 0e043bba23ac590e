using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

internal static class RequestCode
{
    public static async Task<Results<Ok<PhoneCodeSent>, ProblemHttpResult>> HandleAsync(
        RequestPhoneCode request, HttpContext http, PhoneCodes codes, CancellationToken cancellation) =>
        PhoneNumber.Parse(request.Phone) is { } phone
            ? (await codes.SendAsync(phone, request.Purpose, Caller.Of(http), cancellation)).ToResult()
            : AccountRefusals.PhoneMalformed.On("phone").ToProblem();
}
