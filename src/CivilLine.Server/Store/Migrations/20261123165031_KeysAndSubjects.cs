using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivilLine.Store.Migrations
{
    /// <inheritdoc />
    public partial class KeysAndSubjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "FormerHash",
                table: "ApiKeys",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FormerUntil",
                table: "ApiKeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Teams",
                table: "ApiKeys",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateIndex(
                name: "IX_People_Subject",
                table: "People",
                column: "Subject",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_People_Subject",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "People");

            migrationBuilder.DropColumn(
                name: "FormerHash",
                table: "ApiKeys");

            migrationBuilder.DropColumn(
                name: "FormerUntil",
                table: "ApiKeys");

            migrationBuilder.DropColumn(
                name: "Teams",
                table: "ApiKeys");
        }
    }
}
