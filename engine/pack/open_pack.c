/* pack/open_pack.c: a pack from whatever holds one: a folder of questions, one file of them, or the file of a built pack. */
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/mem.h"
#include "pack/pack_int.h"

static pack *open_text(grader *g, const char *path, pack_say say, void *user, err *e) {
    pack *p = pack_read(path, say, user, e);
    if (!p) return NULL;
    buf bytes;
    buf_init(&bytes);
    err_code code = pack_prepare(g, p, say, user, e);
    if (code == ERR_OK) code = pack_write(p, &bytes, e);      /* for its digest */
    buf_free(&bytes);
    if (code == ERR_OK) return p;
    pack_free(p);
    return NULL;
}

pack *pack_open(grader *g, const char *path, pack_say say, void *user, err *e) {
    struct stat st;
    buf         bytes;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return open_text(g, path, say, user, e);
    buf_init(&bytes);
    pack *p = NULL;
    if (fs_read(path, PACK_MAX_BYTES, &bytes, e) == ERR_OK) {
        bool built = pack_is_built(bytes.text, bytes.n);
        if (built) p = pack_load(bytes.text, bytes.n, e);
        buf_free(&bytes);
        if (!built) p = open_text(g, path, say, user, e);
    }
    buf_free(&bytes);
    return p;
}
