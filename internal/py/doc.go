// Package py reads Python source, 3.8 to 3.14: its tokens, and the statements and
// expressions that they make. It never runs anything, never fails, and takes time
// in proportion to the size of the source: what it cannot make sense of is an Error
// with a place, and the next line is read as if nothing had happened.
//
// Places are byte offsets. The tokens are those of CPython's own tokenize module
// (without comments and blank lines), a formatted string being one of them; the
// script oracle/python holds the two together.
//
// What the code means is left to analyzers/python.
package py
