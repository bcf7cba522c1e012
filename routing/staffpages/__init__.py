"""Pages of people at work that are no desk: blocks, copies, demands, holds, figures, the wall."""
