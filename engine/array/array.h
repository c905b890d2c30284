/* array/array.h: front door of the n-d array core.
 *
 * Arguments are borrowed; arrays that are returned belong to the context's memory:
 * in a C program the caller gives them back with nd_drop, in Lua the collector owns
 * them. Nothing here knows Lua, prints, exits or jumps. Not for use from two threads.
 *
 * Reading order: dtype, record, nd, shape, index, ufunc, reduce, the rest.                  */
#ifndef NDRILL_ARRAY_ARRAY_H
#define NDRILL_ARRAY_ARRAY_H

#include "array/close.h"
#include "array/complex.h"
#include "array/convolve.h"
#include "array/create.h"
#include "array/dtype.h"
#include "array/fft.h"
#include "array/format_float.h"
#include "array/generator.h"
#include "array/einsum.h"
#include "array/field.h"
#include "array/index.h"
#include "array/join.h"
#include "array/linalg.h"
#include "array/nd.h"
#include "array/npy.h"
#include "array/npz.h"
#include "array/packbits.h"
#include "array/print.h"
#include "array/product.h"
#include "array/random.h"
#include "array/record.h"
#include "array/reduce.h"
#include "array/shape.h"
#include "array/sort.h"
#include "array/textio.h"
#include "array/ufunc.h"

#endif
