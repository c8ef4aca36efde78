#include "base/time_zone.h"
