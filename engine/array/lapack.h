/* array/lapack.h: the functions of LAPACK that are called, and the library they come from.
 *
 * Four columns: float32, float64, complex64, complex128; matrices lie column by column; ld counts
 * elements. The lengths of character arguments follow at the end, as Fortran has them. Inside array/ only. */
#ifndef NDRILL_ARRAY_LAPACK_H
#define NDRILL_ARRAY_LAPACK_H

#include <stddef.h>

#include "array/dtype.h"

typedef void nd_gesv_fn(const int *n, const int *nrhs, void *a, const int *lda, int *ipiv, void *b, const int *ldb, int *info);
typedef void nd_getrf_fn(const int *m, const int *n, void *a, const int *lda, int *ipiv, int *info);
typedef void nd_potrf_fn(const char *uplo, const int *n, void *a, const int *lda, int *info, size_t one);
typedef void nd_geev_fn(const char *jobvl, const char *jobvr, const int *n, void *a, const int *lda, void *wr, void *wi, void *vl,
                        const int *ldvl, void *vr, const int *ldvr, void *work, const int *lwork, int *info, size_t one, size_t two);
typedef void nd_syevd_fn(const char *jobz, const char *uplo, const int *n, void *a, const int *lda, void *w, void *work, const int *lwork,
                         int *iwork, const int *liwork, int *info, size_t one, size_t two);
typedef void nd_gesdd_fn(const char *jobz, const int *m, const int *n, void *a, const int *lda, void *s, void *u, const int *ldu, void *vt,
                         const int *ldvt, void *work, const int *lwork, int *iwork, int *info, size_t one);
typedef void nd_geqrf_fn(const int *m, const int *n, void *a, const int *lda, void *tau, void *work, const int *lwork, int *info);
typedef void nd_orgqr_fn(const int *m, const int *n, const int *k, void *a, const int *lda, const void *tau, void *work, const int *lwork,
                         int *info);
typedef void nd_gelsd_fn(const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *s,
                         const void *rcond, int *rank, void *work, const int *lwork, int *iwork, int *info);

typedef void nd_cgeev_fn(const char *jobvl, const char *jobvr, const int *n, void *a, const int *lda, void *w, void *vl, const int *ldvl,
                         void *vr, const int *ldvr, void *work, const int *lwork, void *rwork, int *info, size_t one, size_t two);
typedef void nd_heevd_fn(const char *jobz, const char *uplo, const int *n, void *a, const int *lda, void *w, void *work, const int *lwork,
                         void *rwork, const int *lrwork, int *iwork, const int *liwork, int *info, size_t one, size_t two);
typedef void nd_cgesdd_fn(const char *jobz, const int *m, const int *n, void *a, const int *lda, void *s, void *u, const int *ldu, void *vt,
                          const int *ldvt, void *work, const int *lwork, void *rwork, int *iwork, int *info, size_t one);
typedef void nd_cgelsd_fn(const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *s,
                          const void *rcond, int *rank, void *work, const int *lwork, void *rwork, int *iwork, int *info);

/* Field, its name in the library with real elements, with complex ones. Those that want other arguments for complex
 * elements are two fields. */
#define ND_LAPACK_LIST(X)                                                                                          \
    X(gesv, "gesv", "gesv") X(getrf, "getrf", "getrf") X(potrf, "potrf", "potrf") X(geqrf, "geqrf", "geqrf")         \
    X(orgqr, "orgqr", "ungqr") X(geev, "geev", NULL) X(syevd, "syevd", NULL) X(gesdd, "gesdd", NULL)                 \
    X(gelsd, "gelsd", NULL) X(cgeev, NULL, "geev") X(heevd, NULL, "heevd") X(cgesdd, NULL, "gesdd") X(cgelsd, NULL, "gelsd")

/* One column: all functions for one element type; those that it has not are NULL. */
typedef struct nd_lapack {
#define X(field, real, complex) nd_##field##_fn *field;
    ND_LAPACK_LIST(X)
#undef X
} nd_lapack;

/* The functions for ND_F32, ND_F64, ND_C64 or ND_C128, opened when they are first asked for. NULL: see e. */
const nd_lapack *nd_lapack_get(nd_type type, err *e) ERR_MUST_CHECK;

#endif
