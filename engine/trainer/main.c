/* trainer/main.c: the program that ships. */
#include "trainer/trainer.h"

int main(int argc, char **argv) { return tr_main(argc, argv); }
