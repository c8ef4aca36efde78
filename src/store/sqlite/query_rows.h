#pragma once

#include <string_view>
#include <utility>

#include "base/result.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/statement.h"

namespace stillpoint::store {

/// Runs a query with its parameters bound by `bind(Statement&)` and hands each row to `take(const
/// Statement&)`.
template <class Bind, class Take>
Result<void> each_row(Connection& connection, std::string_view sql, const Bind& bind, const Take& take) {
  Result<Statement> query = connection.prepare(sql);
  if (!query) return std::move(query).error();
  bind(*query);
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) take(*query);
  if (step == Step::kFailed) return query->error();
  return {};
}

/// Runs a statement that brings no rows, with its parameters bound by `bind(Statement&)`.
template <class Bind>
Result<void> run_bound(Connection& connection, std::string_view sql, const Bind& bind) {
  Result<Statement> statement = connection.prepare(sql);
  if (!statement) return std::move(statement).error();
  bind(*statement);
  return statement->run();
}

}  // namespace stillpoint::store
