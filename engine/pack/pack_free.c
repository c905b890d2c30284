/* pack/pack_free.c: giving a pack back. */
#include "base/mem.h"
#include "pack/pack_int.h"

void pack_about_free(store_pack *about) {
    mem_free(about->name);
    mem_free(about->version);
    mem_free(about->digest);
    mem_free(about->title);
    *about = (store_pack){0};
}

void pack_free(pack *p) {
    if (!p) return;
    for (size_t i = 0; i < p->n; i++) {
        store_question_free(p->question[i]);
        mem_free(p->file[i]);
    }
    mem_free(p->question);
    mem_free(p->file);
    mem_free(p->mark);
    mem_free(p->folder);
    if (p->attested) pack_attested_free(p->attested);
    mem_free(p->attested);
    pack_about_free(&p->about);
    mem_free(p);
}
