using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Pinchang.Data.Schema;

/// <summary>Columns, keys and indexes are named as SQL people name them, unless a configuration says otherwise.</summary>
public sealed class SnakeCaseNames : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entity.IsMappedToJson())
            {
                continue;
            }

            foreach (var property in entity.GetProperties())
            {
                property.Builder.HasColumnName(Of(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.Builder.HasName(key.GetName() is { } name ? Of(name) : null);
            }

            foreach (var index in entity.GetIndexes())
            {
                index.Builder.HasDatabaseName(index.GetDatabaseName() is { } name ? Of(name) : null);
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.Builder.HasConstraintName(foreignKey.GetConstraintName() is { } name ? Of(name) : null);
            }
        }
    }

    /// <summary>PhoneNumberConfirmed → phone_number_confirmed; an upper-case run stays together (PK_users → pk_users).</summary>
    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            snake.Append(startsWord ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
