/* bind/bind_generator.h: the objects of np.random and what their methods share. */
#ifndef NDRILL_BIND_BIND_GENERATOR_H
#define NDRILL_BIND_BIND_GENERATOR_H

#include "bind/bind_call.h"

#define BIND_BITS "numpy.random.BitGenerator"
#define BIND_SEED "numpy.random.SeedSequence"
#define BIND_RNG  "numpy.random.Generator"

/* A bit generator; user value 1: its seed sequence, or nil. */
typedef struct bind_bits {
    nd_bitgen  g;
    nd_mt19937 mt;
} bind_bits;

/* A Generator or RandomState; user value 1: its bit generator. */
typedef struct bind_rng {
    bool legacy;
} bind_rng;

/* A method is given its object at place 1: takes it off the stack. The object stays alive in the closure. */
nd_rng bind_take_rng(lua_State *L);
/* The bit generator of the Generator or RandomState at place 1, pushed. */
bind_bits *bind_push_bits(lua_State *L, int i);

/* size=: None or missing is ndim -1. */
nd_size bind_arg_size(lua_State *L, int i);

/* Objects: each pushes one. */
void bind_push_bitgen(lua_State *L, nd_bits_kind kind, int seed);        /* seed: place of a SeedSequence */
void bind_push_seed(lua_State *L, int i);                                /* SeedSequence(value at place i, or none) */
void bind_push_rng(lua_State *L, int bits, bool legacy);                 /* bits: place of a bit generator */
int  bind_spawn_seeds(lua_State *L, int seed, int64_t n);                /* a list of n children, pushed */

bool bind_is_seed(lua_State *L, int i);
void bind_seed_words(lua_State *L, int seed, uint32_t *words, size_t n);
void bind_number128(const uint32_t words[4], char text[48]);             /* lowest first, as one decimal number */
/* The words of a decimal number: how many; 0: there is no room. The words must be 0 before. */
size_t bind_digits(const char *text, uint32_t *word, size_t room);

/* SeedSequence; the bit generators; Generator, RandomState, default_rng: into the table at the top. */
void bind_open_seed(lua_State *L);
void bind_open_bits(lua_State *L);
void bind_open_generators(lua_State *L);

/* A method bound to the object at place object, pushed. */
void bind_push_bound(lua_State *L, int object, int method);

/* Methods that both have; the others of each. */
extern const luaL_Reg bind_rng_methods[];         /* choice, shuffle, permutation, ... */
extern const luaL_Reg bind_rng_vectors[];         /* multinomial, dirichlet, multivariate_normal */
extern const luaL_Reg bind_generator_methods[];   /* integers, permuted, spawn, ... */
extern const luaL_Reg bind_legacy_methods[];      /* rand, randint, seed, get_state, ... */

#endif
