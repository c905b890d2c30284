/* pack/core_pack.c: packs into the store; the one built into the program when it is not there yet. */
#include <string.h>

#include "pack/pack_int.h"

extern const unsigned char pack_core_bytes[];
extern const size_t        pack_core_nbytes;

err_code pack_install(store *s, const pack *p, err *e) {
    if (p->about.digest[0] == '\0') return err_set(e, ERR_INTERNAL, "a pack is built before it is stored");
    return store_pack_put(s, &p->about, p->n, p->question, e);
}

bool pack_has_core(void) { return pack_core_nbytes > 0; }

/* Another ndrill, a newer one, may have been here. */
static err_code is_newer_there(store *s, const store_pack *about, bool *newer, err *e) {
    buf version;
    buf_init(&version);
    err_code code = store_pack_version(s, about->name, &version, e);
    *newer = code == ERR_OK && version.n && store_compare_versions(version.text, about->version) > 0;
    buf_free(&version);
    return code;
}

static err_code install_bytes(store *s, err *e) {
    pack *p = pack_load(pack_core_bytes, pack_core_nbytes, e);
    if (!p) return e ? e->code : ERR_FORMAT;
    err_code code = pack_install(s, p, e);
    pack_free(p);
    return code;
}

err_code pack_install_core(store *s, err *e) {
    store_pack about;
    bool       newer = false;
    if (!pack_has_core()) return ERR_OK;
    err_code code = pack_peek(pack_core_bytes, pack_core_nbytes, &about, e);
    if (code != ERR_OK) return code;
    if (!store_has_pack(s, about.name, about.digest)) {
        code = is_newer_there(s, &about, &newer, e);
        if (code == ERR_OK && !newer) code = install_bytes(s, e);
    }
    pack_about_free(&about);
    return code;
}
