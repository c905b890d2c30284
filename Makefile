# ndrill. `make help` lists what can be made.
#
# engine/LAYERS is the floor plan: one archive a floor, and a floor's tests are linked with
# the floors it may use and no others. MODE is release, debug or asan; each has its own
# folder below build/, so nothing needs `clean` in between.

comma  := ,
MODE   ?= release
BUILD  ?= build
CC     ?= cc
PREFIX ?= /usr/local
PY     ?= $(BUILD)/oracle/bin/python

out    := $(BUILD)/$(MODE)
FLOORS := $(shell awk -F: '!/^\#/ && NF > 1 { print $$1 }' engine/LAYERS)
below   = $(shell awk -F: '$$1 == "$(1)" { print $$2 }' engine/LAYERS)
# A floor's archives in link order, top first: what it may use, and what that needs in turn.
chain   = $(shell awk -F: -v f=$(1) '/^[a-z]/ { name[++n] = $$1; uses[$$1] = $$2 } \
	END { need[f] = 1; for (i = n; i > 0; i--) if (need[name[i]]) { print name[i]; k = split(uses[name[i]], a, " "); for (j = 1; j <= k; j++) need[a[j]] = 1 } }' engine/LAYERS)

arch   := $(shell $(CC) -dumpmachine)
CPUS   := $(if $(findstring x86_64,$(arch)),v1 v3 v4,base)
march_v1 := -march=x86-64
march_v3 := -march=x86-64-v3
march_v4 := -march=x86-64-v4 -mprefer-vector-width=512
march_base :=
BASEDEF := $(if $(filter base,$(CPUS)),-DND_CPU_ONLY_BASE)

WARN    := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
PKG     := $(if $(shell command -v pkg-config),pkg-config,true)
luapc   := $(firstword $(foreach p,lua5.4 lua-5.4 lua54 lua,$(shell $(PKG) --exists $(p) 2>/dev/null && echo $(p))))
LUA_CF  := $(shell $(PKG) --cflags $(luapc) 2>/dev/null)
# The release links Lua and SQLite statically where their archives are there: start-up is felt.
static   = $(shell f=$$($(CC) -print-file-name=$(1)); [ "$$f" != "$(1)" ] && echo $$f)
LUA_LIB := $(or $(if $(filter release,$(MODE)),$(call static,liblua5.4.a)),$(shell $(PKG) --libs $(luapc) 2>/dev/null))
SQL_CF  := $(shell $(PKG) --cflags sqlite3 2>/dev/null)
SQL_LIB := $(or $(if $(filter release,$(MODE)),$(call static,libsqlite3.a)),$(shell $(PKG) --libs sqlite3 2>/dev/null))
MD_CF   := $(shell $(PKG) --cflags md4c 2>/dev/null)
MD_LIB  := $(or $(if $(filter release,$(MODE)),$(call static,libmd4c.a)),$(shell $(PKG) --libs md4c 2>/dev/null))
EDIT_CF := $(shell $(PKG) --cflags libedit 2>/dev/null)
EDIT_LIB := $(shell $(PKG) --libs libedit 2>/dev/null)
ifeq ($(MODE),release)
edit_static := $(foreach a,libedit.a libtinfo.a libbsd.a libmd.a,$(call static,$(a)))
EDIT_LIB := $(if $(filter 4,$(words $(edit_static))),$(edit_static),$(EDIT_LIB))
endif
MOCK_CF := $(shell $(PKG) --cflags cmocka 2>/dev/null)
MOCK_LIB := $(or $(shell $(PKG) --libs cmocka 2>/dev/null),-lcmocka)

Z_LIB   := $(or $(if $(filter release,$(MODE)),$(call static,libz.a)),$(shell $(PKG) --libs zlib 2>/dev/null),-lz)

cflags_array   := $(shell $(PKG) --cflags zlib 2>/dev/null)
cflags_plot    := $(shell $(PKG) --cflags zlib 2>/dev/null)
cflags_bind    := $(LUA_CF)
cflags_grader  := $(LUA_CF)
cflags_store   := $(SQL_CF)
cflags_pack    := $(MD_CF)
cflags_trainer := $(EDIT_CF)
libs_array     := $(Z_LIB)
libs_plot      := $(Z_LIB)
libs_bind      := $(LUA_LIB)
libs_store     := $(SQL_LIB)
libs_pack      := $(MD_LIB)
libs_trainer   := $(EDIT_LIB)

opt_release := -O2 -DNDEBUG
opt_debug   := -O0 -g
opt_module  := -O2 -DNDEBUG -fPIC -fvisibility=hidden
opt_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ld_asan     := -fsanitize=address,undefined
# Names are resolved once at start, not again in every child that grades a case.
ld_release  := $(if $(findstring linux,$(arch)),-Wl$(comma)-z$(comma)now)
CFLAGS_ALL  := -std=c11 -D_GNU_SOURCE -Iengine -I$(BUILD)/gen $(WARN) $(opt_$(MODE)) -fno-math-errno -ffp-contract=off -MMD -MP $(BASEDEF) $(CFLAGS)
# Kernels are loops for the vectoriser in every mode; a sanitizer keeps its own level.
KFLAGS      := $(if $(filter asan,$(MODE)),-O1,-O3)
AFLAGS      := $(if $(filter asan debug,$(MODE)),,-O3)

# As many jobs as processors, unless told otherwise.
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
endif

.PHONY: all help practice test check module asan lint bench oracle attest golden install clean setup valgrind fuzz parity
all: $(out)/ndrill

# The terminal program's tests drive the program itself.
extra_tests_trainer := $(out)/ndrill
# The screen tests are the whole program, with a clock of their own.
$(out)/tests/trainer/test_screens $(out)/tests/trainer/test_mock_killed: $(out)/obj/core_pack.o tests/trainer/screen.h
more_test_screens = $(out)/obj/core_pack.o
more_test_mock_killed = $(out)/obj/core_pack.o
$(out)/tests/pack/test_explained: $(out)/obj/core_pack.o
more_test_explained = $(out)/obj/core_pack.o

# --- floors ----------------------------------------------------------------------------

define floor_rules
src_$(1)   := $$(wildcard engine/$(1)/*.c)
kern_$(1)  := $$(filter engine/$(1)/k_%.c,$$(src_$(1)))
plain_$(1) := $$(filter-out engine/$(1)/k_%.c engine/trainer/main.c,$$(src_$(1)))
obj_$(1)   := $$(plain_$(1):engine/%.c=$(out)/obj/%.o) $$(foreach v,$(CPUS),$$(kern_$(1):engine/%.c=$(out)/obj/%.$$(v).o))
$(out)/lib$(1).a: $$(obj_$(1))
	@rm -f $$@ && ar rcs $$@ $$^
$(out)/obj/$(1)/%.o: engine/$(1)/%.c
	@mkdir -p $$(@D)
	@echo "cc $$<"
	@$$(CC) $$(CFLAGS_ALL) $$(if $$(filter array,$(1)),$$(AFLAGS)) $$(cflags_$(1)) -c -o $$@ $$<
$$(foreach v,$(CPUS),$$(eval $$(call kernel_rule,$(1),$$(v))))

tests_$(1)  := $$(wildcard tests/$(1)/test_*.c)
bins_$(1)   := $$(tests_$(1):tests/%.c=$(out)/tests/%)
arch_$(1)   := $$(foreach f,$$(call chain,$(1)),$(out)/lib$$(f).a)
link_$(1)   := $$(arch_$(1)) $$(foreach f,$$(call chain,$(1)),$$(libs_$$(f))) -lm
$(out)/tests/$(1)/%: tests/$(1)/%.c $$(arch_$(1)) tests/harness.h
	@mkdir -p $$(@D)
	@echo "cc $$<"
	@$$(CC) $$(CFLAGS_ALL) -Itests $$(MOCK_CF) $$(cflags_$(1)) $$(foreach f,$$(call below,$(1)),$$(if $$(filter grader bind,$(1)),$$(cflags_$$(f)))) -o $$@ $$< $$(more_$$(notdir $$@)) $$(ld_$(MODE)) $$(link_$(1)) $$(MOCK_LIB)
.PHONY: test-$(1)
test-$(1): $$(bins_$(1)) $$(extra_tests_$(1))
	@scripts/run-tests $(1) "$(out)" $$(bins_$(1))
endef

define kernel_rule
$(out)/obj/$(1)/%.$(2).o: engine/$(1)/%.c
	@mkdir -p $$(@D)
	@echo "cc $$< ($(2))"
	@$$(CC) $$(CFLAGS_ALL) $$(KFLAGS) $$(march_$(2)) -DND_CPU=$(2) -c -o $$@ $$<
endef

$(foreach f,$(FLOORS),$(eval $(call floor_rules,$(f))))

.SECONDARY:
-include $(wildcard $(out)/obj/*/*.d $(out)/tests/*/*.d)

# --- what is embedded: the SQL of db/, the Lua of scripts/prelude, the pages of scripts/doc, the core pack -----------------------------------------

migrations := $(sort $(wildcard db/migrations/*.sql))
$(out)/obj/store/migrate.o: $(BUILD)/gen/schema_sql.h
$(BUILD)/gen/schema_sql.h: scripts/embed db/schema.sql $(migrations)
	@mkdir -p $(@D)
	@{ scripts/embed schema_sql db/schema.sql && scripts/embed migration_sql $(migrations); } >$@.$(notdir $(out)) && mv $@.$(notdir $(out)) $@

preludes := $(sort $(wildcard scripts/prelude/*.lua))
$(out)/obj/bind/bind_prelude.o $(out)/obj/bind/bind_lazy.o: $(BUILD)/gen/prelude_lua.h
$(BUILD)/gen/prelude_lua.h: scripts/embed $(preludes)
	@mkdir -p $(@D)
	@scripts/embed prelude_lua $(preludes) >$@.$(notdir $(out)) && mv $@.$(notdir $(out)) $@

# The pages of ndrill doc.
doc_pages := $(sort $(wildcard scripts/doc/*.txt))
doc_lists := scripts/doc/names.list scripts/doc/missing.list
$(out)/obj/trainer/doc.o: $(BUILD)/gen/doc_txt.h
$(BUILD)/gen/doc_txt.h: scripts/embed $(doc_pages) $(doc_lists)
	@mkdir -p $(@D)
	@{ scripts/embed doc_txt $(doc_pages) && scripts/embed doc_lists $(doc_lists); } >$@.$(notdir $(out)) && mv $@.$(notdir $(out)) $@

# The program is linked twice: without a pack it builds the core pack, which is then linked in.
core_files := $(shell find questions/core -name '*.md' 2>/dev/null)
$(out)/ndrill-bare: $(out)/obj/trainer/main.o $(arch_trainer)
	@echo "ld $@"
	@$(CC) -o $@ $< $(ld_$(MODE)) $(link_trainer)
$(out)/core.pack: $(out)/ndrill-bare $(core_files)
	@echo "pack questions/core"
	@$< pack build questions/core $@ >$(out)/core.pack.log || { cat $(out)/core.pack.log; exit 1; }
$(out)/obj/core_pack.c: $(out)/core.pack scripts/embed
	@scripts/embed --bytes pack_core $< >$@.tmp && mv $@.tmp $@
$(out)/obj/core_pack.o: $(out)/obj/core_pack.c
	@$(CC) $(CFLAGS_ALL) -c -o $@ $<
$(out)/ndrill: $(out)/obj/trainer/main.o $(out)/obj/core_pack.o $(arch_trainer)
	@echo "ld $@"
	@$(CC) -o $@ $(out)/obj/trainer/main.o $(out)/obj/core_pack.o $(ld_$(MODE)) $(link_trainer)

# --- what people type ---------------------------------------------------------------------

help:
	@echo "make practice   install what is missing, build, and start practising"
	@echo "make test       install what the tests need, build, and run every test"
	@echo "make            build $(BUILD)/release/ndrill"
	@echo "make check      everything that must be green: lint, tests, sanitizers, clang, valgrind, questions"
	@echo "make test-FLOOR tests of one floor: $(FLOORS)"
	@echo "make asan       the tests under AddressSanitizer and UBSan"
	@echo "make valgrind   the core tests under valgrind"
	@echo "make lint       layers, sizes, names, headers, text"
	@echo "make module     $(BUILD)/module/np.so: require \"np\" in any Lua 5.4"
	@echo "make bench      how fast, as ratios to Python and NumPy (needs make oracle)"
	@echo "make oracle     NumPy 2.4 from PyPI into $(BUILD)/oracle, to ask and to compare with"
	@echo "make parity     random programs on ndrill and on NumPy, compared (COUNT=100000 SEED=7; needs make oracle)"
	@echo "make attest     ask NumPy about every question again (after a change of one)"
	@echo "make golden     write tests/golden anew from the oracle"
	@echo "make fuzz       fuzz the readers of hostile bytes for a minute each (clang)"
	@echo "make install    into PREFIX=$(PREFIX)"
	@echo "make clean"

setup:
	@scripts/setup build

practice: setup
	@$(MAKE) --no-print-directory MODE=release all
	@$(BUILD)/release/ndrill practice

test:
	@scripts/setup test
	@$(MAKE) --no-print-directory MODE=$(MODE) all test-floors

.PHONY: test-floors test-programs
test-floors:
	@rm -f $(out)/passed
	@for f in $(FLOORS); do $(MAKE) --no-print-directory MODE=$(MODE) test-$$f || exit 1; done
	@awk '{ n += $$1 } END { printf "%d passed, 0 failed\n", n }' $(out)/passed

asan:
	@$(MAKE) --no-print-directory MODE=asan all test-floors

# Valgrind's processor knows no AVX-512, raises no floating-point flags and has a 64-bit long double:
# kernels for old processors only, and without the tests of what needs the other two.
no_valgrind := test_arith test_complex test_fft test_math
vg_tests = $(filter-out $(no_valgrind:%=array/%),$(patsubst tests/%.c,%,$(foreach f,base array notation,$(wildcard tests/$(f)/test_*.c))))
valgrind:
	@$(MAKE) --no-print-directory MODE=debug $(vg_tests:%=$(BUILD)/debug/tests/%)
	@for t in $(vg_tests); do \
		NDRILL_CPU=v1 valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite $(BUILD)/debug/tests/$$t >$(BUILD)/debug/valgrind.log 2>&1 || \
		{ cat $(BUILD)/debug/valgrind.log; echo "FAILED under valgrind: $$t"; exit 1; }; \
	done; echo "valgrind: clean (not run there: $(no_valgrind))"

lint: $(foreach f,$(FLOORS),$(out)/lib$(f).a)
	@scripts/check-layers
	@scripts/check-sizes $(wildcard engine/*/*.c engine/*/*.h)
	@scripts/check-names $(out)
	@scripts/check-headers
	@scripts/check-text
	@echo "lint: clean"

# Every answer of every question, refused or accepted as its file says, on each CPU path.
.PHONY: questions
questions: $(out)/ndrill
	@for cpu in $(CPUS); do echo "questions on $$cpu"; \
		for p in $(patsubst %/pack.md,%,$(wildcard questions/*/pack.md)); do NDRILL_CPU=$$cpu $(out)/ndrill pack check $$p || exit 1; done; done

check: lint
	@$(MAKE) --no-print-directory MODE=release all test-floors questions
	@$(MAKE) --no-print-directory asan
	@$(MAKE) --no-print-directory module
	@scripts/check-module $(BUILD)/module $(BUILD)/release/ndrill
	@if command -v clang >/dev/null; then $(MAKE) --no-print-directory CC=clang BUILD=$(BUILD)/clang MODE=release all test-floors; \
	 else echo "clang is not here: its build is not checked"; fi
	@if command -v valgrind >/dev/null; then $(MAKE) --no-print-directory valgrind; else echo "valgrind is not here: not run"; fi
	@echo "check: all green"

oracle: $(BUILD)/oracle/bin/python
$(BUILD)/oracle/bin/python:
	python3 -m venv $(BUILD)/oracle
	$(BUILD)/oracle/bin/pip -q install 'numpy==2.4.*'

# Ask NumPy about every case of every pack; it writes the file that `pack check` holds the questions against.
attest: oracle $(out)/ndrill
	@for p in $(patsubst %/pack.md,%,$(wildcard questions/*/pack.md)); do echo "$$p"; \
		$(out)/ndrill pack cases $$p >$(out)/cases.json && $(PY) scripts/attest $$p/attested <$(out)/cases.json || exit 1; done

golden: oracle $(out)/ndrill
	@for g in scripts/golden/*.py; do echo "$$g"; $(PY) $$g || exit 1; done
	@$(PY) scripts/parity/run.py $(out)/ndrill --count 360 --seed 7 --golden tests/golden/parity.txt

# Random programs on ndrill and on NumPy, compared bit for bit.
parity: $(out)/ndrill oracle
	@$(PY) scripts/parity/run.py $(out)/ndrill --count $(or $(COUNT),10000) $(if $(SEED),--seed $(SEED))

bench: $(out)/ndrill
	@scripts/bench $(out)/ndrill $(PY)
	@scripts/bench-notation $(out)/ndrill
	@scripts/bench-practice $(out)/ndrill

fuzz: $(BUILD)/gen/schema_sql.h $(BUILD)/gen/prelude_lua.h
	@scripts/fuzz $(BUILD)/fuzz

# np for a Lua that is not ours, whose own functions it finds when it is loaded.
ld_module := -shared $(if $(findstring darwin,$(arch)),-undefined dynamic_lookup) -Wl,-u,$(if $(findstring darwin,$(arch)),_)luaopen_np
$(BUILD)/module/np.so: $(arch_bind)
	@echo "ld $@"
	@$(CC) -o $@ $(ld_module) $(arch_bind) $(libs_array) $(libs_plot) -lm
ifeq ($(MODE),module)
module: $(BUILD)/module/np.so
else
module:
	@$(MAKE) --no-print-directory MODE=module module
endif

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(out)/ndrill $(DESTDIR)$(PREFIX)/bin/ndrill

clean:
	rm -rf $(BUILD)/release $(BUILD)/debug $(BUILD)/asan $(BUILD)/clang $(BUILD)/gen $(BUILD)/fuzz
