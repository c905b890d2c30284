/* pack/open_pack.c: a pack from whatever holds one: a folder of questions, or the file of a built pack. */
#include <sys/stat.h>

#include "base/fs.h"
#include "base/mem.h"
#include "pack/pack_int.h"

static pack *open_folder(grader *g, const char *path, pack_say say, void *user, err *e) {
    pack *p = pack_read(path, say, user, e);
    if (!p) return NULL;
    buf bytes;
    buf_init(&bytes);
    err_code code = pack_check(g, p, say, user, e);
    if (code == ERR_OK) code = pack_write(p, &bytes, e);      /* for its digest */
    buf_free(&bytes);
    if (code == ERR_OK) return p;
    pack_free(p);
    return NULL;
}

static pack *open_built(const char *path, err *e) {
    buf bytes;
    buf_init(&bytes);
    pack *p = NULL;
    if (fs_read(path, PACK_MAX_BYTES, &bytes, e) == ERR_OK) p = pack_load(bytes.text, bytes.n, e);
    buf_free(&bytes);
    return p;
}

pack *pack_open(grader *g, const char *path, pack_say say, void *user, err *e) {
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return open_folder(g, path, say, user, e);
    return open_built(path, e);
}
