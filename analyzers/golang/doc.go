// Package golang reads Go source: which credentials reach the clients of models
// and clouds, which tokens are signed without an end, and which agents are built
// in code. It states facts and leaves every verdict to the rules.
//
// The work is done by passes of golang.org/x/tools/go/analysis (Suite). Flow
// follows values to the places that the tables know, through functions of this
// package and of others; Credentials, Lifetimes, Leaks and Agents say what that
// means. What a function, a field or a method means is a row in a table
// (table*.go, agents_table.go, tools.go); the passes only follow values.
//
// The same passes run at three levels:
//
//   - syntax (Analyzer): one directory, parsed, and checked against the
//     signatures in stubs.txtar. No go command, no module cache, broken code
//     welcome. This is what a hook and a pull request of a stranger get.
//   - types (Reader): the packages of a module that have anything to read, with
//     the types that the go command compiled of what they import. What it cannot
//     compile is read by its syntax.
//   - vet (package internal/vet): `go vet -vettool`, one package at a time, with
//     what is known of a function carried across packages as analysis facts.
//
// Left to others: secrets that are told by their shape alone, wherever they
// stand (analyzers/secrets), and whose code an image runs (the join).
package golang
