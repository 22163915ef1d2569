package fix

import "github.com/nhivet/nhivet/internal/nhi"

// Made are the fixes of one row of the table.
func (c *Context) Made(x Fixer, f *nhi.Finding) []nhi.Fix {
	if x.Rule != f.Rule.Name {
		return nil
	}
	return x.make(&site{c, f, f.At.File})
}
