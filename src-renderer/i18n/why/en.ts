/** @file Words of the page that shows why the pass is the windows. */

export const why = {
  title: "Why one pass is every window at once",
  lead: "A dense layer is a convolution whose kernel is as large as its input. Slid over a larger image it gives what the classifier gives on every window, and what neighbouring windows share is computed once.",
};
