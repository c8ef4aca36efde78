# Everything that the program is built from, found once. scripts/install-deps installs it all.
#   httplib::httplib  SQLite::SQLite3  spdlog::spdlog  CLI11::CLI11  OpenSSL::Crypto  sodium::sodium  ZLIB::ZLIB
#   qrencode::qrencode
#   rapidjson::rapidjson  ICU::uc ICU::i18n ICU::data  Threads::Threads
# Not among them is a map: STILLPOINT_LEAFLET_DIR is the folder of its script, stylesheet and pictures.
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Httplib REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Sodium REQUIRED)
find_package(Qrencode REQUIRED)
find_package(ZLIB REQUIRED)
find_package(RapidJson REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)

# Leaflet is put into the program at build, from where Debian's package keeps it.
find_path(STILLPOINT_LEAFLET_DIR leaflet.js PATHS /usr/share/javascript/leaflet NO_DEFAULT_PATH REQUIRED)
