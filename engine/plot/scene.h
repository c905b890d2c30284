/* plot/scene.h: what the two halves of a scene share. */
#ifndef NDRILL_PLOT_SCENE_H
#define NDRILL_PLOT_SCENE_H

#include "plot/plot_int.h"

/* The inside of one axes on the canvas. */
typedef struct plot_box {
    const plot_axes *axes;
    plot_scale       x, y;
    plot_ticks       xticks, yticks;
    double           left, top, right, bottom;
} plot_box;

plot_point plot_box_point(const plot_box *b, double x, double y);
void       plot_scene_series(plot_canvas *c, const plot_box *b, const plot_series *s);
/* What stands before a label in the legend, 22 points wide, at its left end. */
void       plot_scene_key(plot_canvas *c, const plot_series *s, plot_point at);

#endif
