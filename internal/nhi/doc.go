// Package nhi is the vocabulary that analyzers and rules share: agents, the
// identities they act as, the credentials that prove them, the grants they hold,
// and the controls around them, each at its place in a file. It depends on the
// standard library alone, and knows no format and no rule.
package nhi
