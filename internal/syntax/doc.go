// Package syntax is the form in which programs are looked at, whatever language they
// are written in: statements and expressions with their places, which are byte
// offsets. The readers, packages py and ts, make it of source; what a language alone
// has is left out, or told in the words of the other. It knows no values and no scopes.
package syntax
