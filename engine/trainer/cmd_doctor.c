/* trainer/cmd_doctor.c: ndrill doctor: what this installation is and where it keeps things. */
#include <stdio.h>
#include <string.h>

#include "array/array.h"
#include "trainer/trainer.h"

int tr_cmd_doctor(tr_app *app, int argc, char **argv) {
    (void)argv;
    if (argc) return tr_usage("usage: ndrill doctor");
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    buf out;
    buf_init(&out);
    if (app->look.json) {
        buf_puts(&out, "{\"version\":");
        store_json_text(&out, TR_VERSION);
        buf_puts(&out, ",\"isolation\":");
        store_json_text(&out, grade_isolation(app->grader));
        buf_puts(&out, ",\"cpu\":");
        store_json_text(&out, nd_cpu_name());
        buf_puts(&out, ",\"database\":");
        store_json_text(&out, store_path(app->store));
        buf_printf(&out, ",\"schema\":%lld}\n", (long long)store_schema_version(app->store));
    } else {
        buf_printf(&out, "ndrill     %s\n", TR_VERSION);
        buf_printf(&out, "isolation  %s\n", grade_isolation(app->grader));
        buf_printf(&out, "processor  %s\n", nd_cpu_name());
        buf_puts(&out, "database   ");
        tr_clean(&out, store_path(app->store), strlen(store_path(app->store)));
        buf_printf(&out, " (schema %lld)\n", (long long)store_schema_version(app->store));
    }
    tr_flush(&out);
    buf_free(&out);
    return TR_OK;
}
