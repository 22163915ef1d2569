package main

import (
	"strings"

	"github.com/nhivet/nhivet/internal/scan"
	"github.com/spf13/cobra"
)

//go:generate env UPDATE=1 go test -run TestManual .

// choices are what flags take, by flag. A form of output is said by each command
// itself.
var choices = map[string]func() []string{
	"fail-on":   func() []string { return []string{"error", "warning", "note", "never"} },
	"go":        func() []string { return []string{"auto", "syntax", "types"} },
	"rule":      ruleChoices,
	"skip-rule": ruleChoices,
}

// ruleChoices are the rules, each with its title as a shell shows it.
func ruleChoices() []string {
	var out []string
	for _, r := range scan.Rules() {
		out = append(out, r.Name+"\t"+r.Title)
	}
	return out
}

// offer tells shells what the flags of a command take.
func offer(c *cobra.Command, formats ...string) *cobra.Command {
	for name, values := range choices {
		if c.Flags().Lookup(name) != nil {
			register(c, name, values)
		}
	}
	if formats != nil {
		register(c, "format", func() []string { return formats })
	}
	return c
}

func register(c *cobra.Command, flag string, values func() []string) {
	// The only error is a flag that is not there, or one that is told of twice.
	_ = c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		var out []string
		for _, v := range values() {
			if strings.HasPrefix(v, typed) {
				out = append(out, v)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	})
}
