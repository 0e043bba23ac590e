using Microsoft.EntityFrameworkCore;

namespace Pinchang.Data.Persons;

/// <summary>
/// Removes what nothing keeps of a person whose account ends. What was sent to others, sat or decided stays for its term
/// (<see cref="Domain.Persons.RetentionRule"/>) under an account that names nobody.
/// </summary>
public static class PersonErasure
{
    /// <summary>In the transaction at hand. Returns where the bytes of removed files lie, to be deleted once that is certain.</summary>
    public static async Task<IReadOnlyList<string>> EraseAsync(PinchangContext data, Guid personId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        await data.Database.ExecuteSqlAsync(
            $"""
            WITH forms AS (DELETE FROM exams.kept_forms WHERE candidate_id = {personId}),
                 resumes AS (DELETE FROM applications.resumes WHERE candidate_id = {personId}),
                 reminders AS (DELETE FROM live.reminders WHERE user_id = {personId}),
                 takings AS (DELETE FROM compliance.survey_takings WHERE person_id = {personId}),
                 factors AS (DELETE FROM accounts.second_factors WHERE user_id = {personId}),
                 passkeys AS (DELETE FROM accounts.user_passkeys WHERE user_id = {personId}),
                 commands AS (DELETE FROM accounts.commands WHERE user_id = {personId}),
                 messages AS (UPDATE notify.messages SET recipient = '', text = '', sms = NULL, cancelled_at = coalesce(cancelled_at, CASE WHEN sent_at IS NULL THEN now() END)
                              WHERE user_id = {personId})
            UPDATE accounts.users SET display_name = '已注销用户', user_name = 'closed-' || id, normalized_user_name = 'CLOSED-' || upper(id::text), email = NULL,
                normalized_email = NULL, email_confirmed = false, password_hash = NULL, security_stamp = NULL, sealed_phone = NULL, phone_key = NULL,
                masked_phone = NULL, phone_number_confirmed = false
            WHERE id = {personId}
            """, cancellation);
        return await data.Database.SqlQuery<string>(
            $"""
            DELETE FROM files.uploads AS file WHERE owner_id = {personId} AND kind IN ('Resume', 'ExamPhoto')
              AND NOT EXISTS (SELECT FROM applications.applications WHERE attachment_id = file.id)
              AND NOT EXISTS (SELECT FROM exams.registrations WHERE photo_file_id = file.id)
            RETURNING location AS "Value"
            """).ToListAsync(cancellation);
    }
}
