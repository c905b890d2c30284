/* trainer/page_mock_report.h: the report of an interview at the terminal. */
#ifndef NDRILL_TRAINER_PAGE_MOCK_REPORT_H
#define NDRILL_TRAINER_PAGE_MOCK_REPORT_H

#include "mock/mock.h"
#include "trainer/trainer.h"

void tr_page_mock_report(buf *out, const tr_look *look, const mock *m, const mock_earlier *earlier);
void tr_page_mock_answers(buf *out, const tr_look *look, const mock *m);

/* As a page, or as JSON. */
void tr_mock_print_report(tr_app *app, const mock *m, const mock_earlier *earlier);

#endif
