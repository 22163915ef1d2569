// Package ts reads TypeScript and JavaScript, with JSX where the file's name says so,
// into the form of package syntax. It never runs anything, never fails, and takes time
// in proportion to the size of the source: what it cannot make sense of is an Error with
// a place, and reading goes on behind it. Types are passed over.
//
// What the other language has another word for is told in that: null and undefined are
// None, a method has its object, this, as first parameter, the entries of an object
// that is an argument count as arguments by name, and require is an import.
//
// The script oracle/typescript holds the reader to TypeScript's own parser. What the
// code means is left to analyzers/typescript.
package ts
