// Package creds is what nhivet knows of credentials: how they look, what a
// name says about the value under it, which values only look like secrets, and
// how long each kind lives. It turns text into credential facts and leaves the
// reading of formats, and every edge, to the analyzers.
//
// Three questions, each answered in one place:
//
//   - Scan and Identify: is this text, by its shape alone, a credential?
//   - Named and Describe: what does the name of a variable or field promise?
//   - Judge: is this pair of a name and a literal value a credential?
//
// A doubtful value is no credential: a false alarm costs more than a miss.
package creds
