#include "intake/generator.h"

#include "intake/inventor.h"

namespace stillpoint::intake {

void generate(const GeneratorOptions& options,
              const std::function<void(const domain::Practitioner&)>& visit) {
  const Inventor inventor(options);
  if (!inventor.can_invent()) return;
  for (std::int64_t number = 0; number < options.count; ++number)
    visit(inventor.invent(static_cast<std::uint64_t>(number)));
}

}  // namespace stillpoint::intake
