// Package plain has nothing to judge.
package plain

import "strings"

// Up shouts.
func Up(s string) string { return strings.ToUpper(s) }
