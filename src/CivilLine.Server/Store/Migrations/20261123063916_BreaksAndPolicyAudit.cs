using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivilLine.Store.Migrations
{
    /// <inheritdoc />
    public partial class BreaksAndPolicyAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Break",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BreakAskedAt",
                table: "Calls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PolicyChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                    ById = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_BreakAskedAt",
                table: "Calls",
                column: "BreakAskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyChanges_At_Version",
                table: "PolicyChanges",
                columns: new[] { "At", "Version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyChanges");

            migrationBuilder.DropIndex(
                name: "IX_Calls_BreakAskedAt",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Break",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "BreakAskedAt",
                table: "Calls");
        }
    }
}
