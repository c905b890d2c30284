/* ndrill pack as a person types it; an import that is killed leaves nothing, or all. */
#include "pack/pack_test.h"

#include <time.h>

#include "program.h"

#define COPIES 150
#define KILLS  25

/* A pack of the format page's questions in the folder of the program, as pack. */
static int commands_begin(void **state) {
    (void)state;
    if (!program_begin()) return -1;
    snprintf(pack_folder, sizeof pack_folder, "%.48s/pack", program_folder);
    if (mkdir(pack_folder, 0700)) return -1;
    write_text("pack.md", about_text);
    for (int i = 0; i < 3; i++) {
        char  name[16];
        char *text = format_example(i);
        snprintf(name, sizeof name, "%d.md", i);
        write_text(name, text);
        mem_free(text);
    }
    return chdir(".");
}

static int commands_end(void **state) {
    (void)state;
    program_end();
    return 0;
}

/* In args, @ is the program's folder. */
static const struct run { const char *args; int code; const char *says, *not; } runs[] = {
    {"pack", 2, "ndrill pack add FOLDER ID [code|predict|explain|figure]", NULL},
    {"pack nonsense", 2, "there is no command 'pack nonsense'", NULL},
    {"pack add @/pack", 2, "usage: ndrill pack add FOLDER ID", NULL},
    {"pack check @/nowhere", 5, "nowhere", NULL},
    {"pack new @/fresh", 0, "/fresh/pack.md", NULL},
    {"pack new @/fresh", 2, "is there already", NULL},
    {"pack add @/fresh first-01 predict", 0, "/fresh/first-01.md", NULL},
    {"pack add @/fresh first-01", 2, "is there already", NULL},
    {"pack check @/fresh", 4, "first-01.md:3: to be filled in: what people type", NULL},
    {"pack import @/fresh", 4, "to be filled in", NULL},
    {"pack check @/pack", 0, "test 1.0.0: 3 questions, all good", NULL},
    {"pack import @/pack", 0, "test 1.0.0: 3 questions, 3 new", NULL},
    {"pack import @/pack", 0, "test 1.0.0: 3 questions\n", NULL},
    {"--json pack import @/pack", 0, "{\"pack\":\"test\",\"version\":\"1.0.0\",\"questions\":3,\"new\":0,\"gone\":0,\"checks\":0,\"text\":0,\"regraded\":0}", NULL},
    {"pack list", 0, "test             1.0.0        3 questions, since 20", NULL},
    {"--json pack list", 0, "{\"name\":\"test\",\"version\":\"1.0.0\",\"title\":\"A test\"", NULL},
    {"pack export @/pack @/one.md", 0, "", "ndrill"},
    {"pack check @/one.md", 0, "test 1.0.0: 3 questions, all good", NULL},
    {"pack diff @/pack @/one.md", 0, "no difference", NULL},
    {"pack diff test @/one.md", 0, "no difference", NULL},
    {"pack diff core test", 0, "new     example-01", NULL},
    {"--json pack diff core test", 0, "{\"question\":\"example-01\",\"change\":\"new\",\"parts\":\"\"}", NULL},
    {"pack diff nothing test", 2, "there is no pack nothing", NULL},
    {"pack export test @/built", 0, "", "ndrill"},
    {"pack export nothing @/x", 2, "there is no pack nothing", NULL},
    {"pack stats", 0, "No answers yet.", NULL},
    {"pack remove test", 0, "3 questions put away", NULL},
    {"pack remove test", 2, "there is no pack 'test'", NULL},
    {"show X1", 2, "there is no question X1", NULL},
    {"pack import @/built", 0, "3 new", NULL},
    {"show X1", 0, "Values above a limit", NULL},
};

static void run(const char *args, buf *out, int *code) {
    char line[512];
    size_t n = 0;
    for (; *args && n < sizeof line - 80; args++) {
        if (*args == '@') n += (size_t)snprintf(line + n, sizeof line - n, "%s", program_folder);
        else line[n++] = *args;
    }
    line[n] = '\0';
    *code = program_run(line, "", out);
}

static void the_commands_do_what_they_say(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        int code;
        run(runs[i].args, &out, &code);
        if (code != runs[i].code) fail_msg("%s: exit code %d, not %d:\n%s", runs[i].args, code, runs[i].code, out.text);
        if (!strstr(out.text, runs[i].says)) fail_msg("%s: \"%s\" is not in:\n%s", runs[i].args, runs[i].says, out.text);
        if (runs[i].not && strstr(out.text, runs[i].not)) fail_msg("%s: \"%s\" is in:\n%s", runs[i].args, runs[i].not, out.text);
    }
    buf_free(&out);
}

/* Many copies of one question, built. */
static void write_large_pack(const char *to) {
    buf one, out;
    int code;
    buf_init(&one);
    buf_init(&out);
    buf_puts(&one, "---\nname: large\nversion: 1.0.0\ntitle: Large\n---\n\nText.\n");
    char *text = format_example(2);
    for (int i = 0; i < COPIES; i++) {
        char id[64];
        snprintf(id, sizeof id, "id: large-%d\nshort: L%d", i, i);
        char *copy = changed(text, "id: example-03\nshort: X3", id);
        buf_puts(&one, "\n# Question\n\n");
        buf_puts(&one, copy);
        mem_free(copy);
    }
    char path[128];
    snprintf(path, sizeof path, "%s/large.md", program_folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fwrite(one.text, 1, one.n, f);
    fclose(f);
    run(to, &out, &code);
    if (code) fail_msg("%s", out.text);
    mem_free(text);
    buf_free(&one);
    buf_free(&out);
}

static void import_and_kill(const char *path, long micros) {
    pid_t pid = fork();
    if (pid == 0) {
        if (!freopen("/dev/null", "w", stdout)) _exit(126);
        execl(program_path(), "ndrill", "pack", "import", path, (char *)NULL);
        _exit(127);
    }
    nanosleep(&(struct timespec){.tv_nsec = micros * 1000}, NULL);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void an_import_that_is_killed_leaves_nothing_or_all(void **state) {
    (void)state;
    char path[128];
    buf  out;
    int  code, none = 0, all = 0;
    buf_init(&out);
    snprintf(path, sizeof path, "%s/large", program_folder);
    write_large_pack("pack build @/large.md @/large");
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    run("pack import @/large", &out, &code);
    clock_gettime(CLOCK_MONOTONIC, &b);
    assert_int_equal(code, 0);
    long whole = (b.tv_sec - a.tv_sec) * 1000000 + (b.tv_nsec - a.tv_nsec) / 1000;
    for (int i = 0; i < KILLS; i++) {
        run("pack remove large", &out, &code);
        assert_int_equal(code, 0);
        import_and_kill(path, whole * (i + 1) / KILLS);
        run("--json pack list", &out, &code);
        assert_int_equal(code, 0);
        bool there = strstr(out.text, "\"name\":\"large\"") != NULL, whole_pack = strstr(out.text, "\"questions\":150") != NULL;
        if (there != whole_pack) fail_msg("half a pack is there:\n%s", out.text);
        if (there) all++;
        else none++;
        if (!there) {
            run("pack import @/large", &out, &code);
            if (code) fail_msg("after a kill: %s", out.text);
        }
    }
    assert_true(none > 0);
    print_message("killed %d imports: %d left nothing, %d all\n", KILLS, none, all);
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_commands_do_what_they_say), TEST(an_import_that_is_killed_leaves_nothing_or_all)};
    return cmocka_run_group_tests(tests, commands_begin, commands_end);
}
