package rules

import "github.com/nhivet/nhivet/internal/nhi"

var all []*nhi.Rule
