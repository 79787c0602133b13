# The front door: what a fresh Debian 12 machine needs to build, test and try
# vnplan. The build itself is CMake's (CMakeLists.txt, CMakePresets.json).

# The packages of Debian 12, named here and nowhere else.
PACKAGES = build-essential cmake ninja-build pkg-config \
           libicu-dev libpcre2-dev libcjson-dev libmd4c-dev libcmocka-dev python3 parallel
TOOL_PACKAGES = clang clang-tidy clang-format
BENCH_PACKAGES = cmark-gfm pcre2-utils icu-devtools valgrind time

PREFIX ?= /usr/local
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

PYTHON = python3 -X utf8 -B
VNPLAN = build/release/vnplan
DEMO = corpus/commune-lettered-tasks.md
SOURCES = find parser -name '*.[ch]' -print0

.PHONY: help demo test bench setup setup-tools setup-bench release dev tidy format install clean

help: ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

demo: release ## build vnplan and read a plan of the corpus, JSON to the terminal
	@echo "$(VNPLAN) extract $(DEMO)" >&2
	@$(VNPLAN) extract $(DEMO)

test: release dev ## build as users do and with sanitizers, run all tests on both
	ctest --preset release -j $(JOBS)
	ctest --preset dev -j $(JOBS)

bench: release setup-bench ## measure beside other programs; BENCH="--quick" and other options of bench.py
	@$(PYTHON) tests/bench/bench.py --vnplan $(VNPLAN) $(BENCH)

setup: ## install the packages that are missing; nothing is fetched when all are there
	@$(call install_packages,$(PACKAGES))

setup-tools: setup
	@$(call install_packages,$(TOOL_PACKAGES))

setup-bench: setup
	@$(call install_packages,$(BENCH_PACKAGES))

release: setup ## build/release: optimized
	@$(call build,release)

dev: setup ## build/dev: warnings are errors, AddressSanitizer and UndefinedBehaviorSanitizer
	@$(call build,dev)

tidy: setup-tools ## build/tidy: clang and clang-tidy over all C files, clang-format over those of parser/
	@$(call build,tidy)
	@$(SOURCES) | xargs -0 clang-format --dry-run --Werror

format: setup-tools ## put the C files of parser/ into the style of .clang-format
	@$(SOURCES) | xargs -0 clang-format -i

install: release ## install under PREFIX (/usr/local); DESTDIR is honoured
	@cmake --preset release -DCMAKE_INSTALL_PREFIX=$(PREFIX) >/dev/null
	@cmake --build --preset release -- --quiet >&2
	@cmake --install build/release

clean: ## remove everything that was built
	rm -rf build

# $(1): the preset. Configuring again is cheap and keeps what was built.
define build
echo "building build/$(1)" >&2; \
cmake --preset $(1) >/dev/null && cmake --build --preset $(1) -- --quiet >&2
endef

# $(1): the packages. dpkg knows what is there without the network.
define install_packages
if ! command -v dpkg-query >/dev/null; then \
    echo "this is no Debian; needed are the equivalents of: $(1)" >&2; exit 0; \
fi; \
missing=; \
for package in $(1); do \
    dpkg-query -W -f '$${Status}\n' $$package 2>/dev/null | grep -q 'ok installed$$' || \
        missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
    echo "installing:$$missing" >&2; \
    root=; [ "$$(id -u)" = 0 ] || root=sudo; \
    $$root apt-get -qq update && \
    $$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        $$missing >/dev/null; \
fi
endef
