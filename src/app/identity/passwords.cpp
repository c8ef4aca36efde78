#include "app/identity/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace stillpoint::app {
namespace {

/// A hash of the interactive limits that no password is known to: checking against it takes as long as
/// checking a real one.
constexpr const char* kNobodysHash =
    "$argon2id$v=19$m=65536,t=2,p=1$c3RpbGxwb2ludG5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A word of the owner's that is shorter says nothing about them.
constexpr std::size_t kTellingWordBytesMin = 4;

Error weak(std::string what) {
  return Error{
      .code = ErrorCode::kInvalid,
      .message = "This password will not do.",
      .faults = {{.where = "password",
                  .what = std::move(what),
                  .allowed = std::to_string(kPasswordCharactersMin) +
                             " characters or more, of any kind: four or five words that have nothing to "
                             "do with each other are good",
                  .value = {}}}};
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// One character over and over, or a row on the keyboard: long, and tried first.
bool is_monotonous(std::string_view folded) {
  std::array<bool, 256> seen{};
  std::size_t kinds = 0;
  for (const char c : folded) {
    bool& known = seen[static_cast<unsigned char>(c)];
    kinds += known ? 0 : 1;
    known = true;
  }
  if (kinds < 5) return true;
  std::size_t steps = 0;
  for (std::size_t i = 1; i < folded.size(); ++i) {
    if (const int step = folded[i] - folded[i - 1]; step == 1 || step == -1) ++steps;
  }
  return steps * 4 > folded.size() * 3;
}

/// Without what is put around a common password to make it look like another: "Password!2026" -> "password".
std::string_view core_of(std::string_view folded) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) > 127; };
  while (!folded.empty() && !is_letter(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && !is_letter(folded.back())) folded.remove_suffix(1);
  return folded;
}

}  // namespace

/// Gives the turn back.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& passwords) : passwords_(passwords) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { passwords_.end_turn(); }

 private:
  Passwords& passwords_;
};

Passwords::Passwords(std::string_view common) {
  while (!common.empty()) {
    const std::size_t end = std::min(common.find('\n'), common.size());
    const std::string_view line = common.substr(0, end);
    common.remove_prefix(std::min(end + 1, common.size()));
    if (!line.empty() && line.front() != '#') common_.emplace(line);
  }
}

Result<void> Passwords::check(std::string_view password, const PasswordOwner& owner) const {
  if (!is_utf8(password)) return weak("The password holds bytes that are no text.");
  if (characters_of(password) < kPasswordCharactersMin) return weak("The password is too short.");
  if (password.size() > kPasswordBytesMax) {
    return weak("The password is longer than " + std::to_string(kPasswordBytesMax) + " bytes.");
  }
  const std::string folded = fold(password);
  const std::string_view core = core_of(folded);
  if (common_.count(folded) > 0 || common_.count(core) > 0) {
    return weak("The password is among those that are tried first.");
  }
  if (is_monotonous(folded))
    return weak("The password repeats itself, or follows the keyboard or the alphabet.");
  // What is left when the owner's own words are taken away must carry the weight alone.
  std::string rest = folded;
  const std::string own = fold(owner.name) + " " + fold(owner.mail) + " stillpoint craniosacral";
  for (const std::string_view word : words(own)) {
    if (word.size() < kTellingWordBytesMin) continue;
    for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word))
      rest.erase(at, word.size());
  }
  if (rest.size() < folded.size() && core_of(rest).size() < kPasswordCharactersMin / 2) {
    return weak("The password is made of your name, your mail address or this site's name.");
  }
  return {};
}

Result<void> Passwords::take_turn() {
  std::unique_lock lock(mutex_);
  const auto free = [this] { return hashing_ < kHashingAtATime; };
  bool came = free();
  if (!came && waiting_ < kHashingWaiting) {
    ++waiting_;
    came = turn_came_.wait_for(lock, kHashingPatience, free);
    --waiting_;
  }
  if (came) {
    ++hashing_;
    return {};
  }
  return Error{.code = ErrorCode::kLimited,
               .message = "Many people sign in just now. Try again in a moment."};
}

void Passwords::end_turn() {
  {
    const std::lock_guard lock(mutex_);
    --hashing_;
  }
  turn_came_.notify_one();
}

Result<std::string> Passwords::hash(std::string_view password) {
  if (Result<void> came = take_turn(); !came) return std::move(came).error();
  const Turn turn(*this);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const std::string given(password);  // an empty view may point nowhere, which libsodium must not be given
  if (crypto_pwhash_str(hash.data(), given.data(), given.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "There is too little memory to hash a password."};
  }
  return std::string(hash.data());
}

Result<bool> Passwords::matches(std::string_view hash, std::string_view password) {
  if (Result<void> came = take_turn(); !came) return std::move(came).error();
  const Turn turn(*this);
  const std::string known(hash.empty() ? std::string_view(kNobodysHash) : hash);
  // A string of its own: an empty view may point nowhere, which libsodium must not be given.
  const std::string given(password.substr(0, std::min(password.size(), kPasswordBytesMax + 1)));
  const bool same = crypto_pwhash_str_verify(known.c_str(), given.data(), given.size()) == 0;
  return same && !hash.empty();
}

}  // namespace stillpoint::app
