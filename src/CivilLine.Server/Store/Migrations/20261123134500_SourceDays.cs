using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivilLine.Store.Migrations
{
    /// <inheritdoc />
    public partial class SourceDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SourceDays",
                columns: table => new
                {
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Fragments = table.Column<long>(type: "INTEGER", nullable: false),
                    Masked = table.Column<long>(type: "INTEGER", nullable: false),
                    MaskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Unscored = table.Column<long>(type: "INTEGER", nullable: false),
                    Late = table.Column<long>(type: "INTEGER", nullable: false),
                    Refused = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceDays", x => new { x.Owner, x.Day });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SourceDays");
        }
    }
}
