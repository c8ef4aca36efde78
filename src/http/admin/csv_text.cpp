#include "http/admin/csv_text.h"

namespace stillpoint::http::admin {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

void append_cell(std::string& out, std::string_view cell) {
  const bool is_formula = !cell.empty() && kFormulaStarts.find(cell.front()) != std::string_view::npos;
  if (!is_formula && cell.find_first_of(",;\"\r\n") == std::string_view::npos) {
    out.append(cell);
    return;
  }
  out.push_back('"');
  if (is_formula) out.push_back('\'');
  for (const char c : cell) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace

void append_csv(std::string& out, std::span<const std::string> cells) {
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) out.push_back(',');
    first = false;
    append_cell(out, cell);
  }
  out.append("\r\n");
}

}  // namespace stillpoint::http::admin
