package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/spf13/cobra"
)

func ignoresCommand() *cobra.Command {
	var f scanFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "ignores [PATH…]",
		Short: "List what is ignored, by whom, until when and why",
		Long: `List every ignore that counts, for an audit: those in comments and those of .nhivet.yaml, the first to end first, and how many findings each hides.
What is written as an ignore and does not count is a finding of "nhivet scan" (stale-ignore).`,
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.options(c, args)
			if err != nil {
				return err
			}
			result, err := scan.Run(c.Context(), o)
			if err != nil {
				return err
			}
			list := ignored(result.Ignores, o.Now)
			if asJSON {
				return report.Indented(c.OutOrStdout(), list)
			}
			return ignoresTable(c.OutOrStdout(), list)
		},
	}
	f.register(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return offer(c)
}

// ignoreLine is one ignore of the list.
type ignoreLine struct {
	At     nhi.Position `json:"at"`
	Rules  []string     `json:"rules"`
	Until  string       `json:"until,omitempty"`
	State  string       `json:"state"` // holds, unused or expired
	Hides  int          `json:"hides"`
	Owner  string       `json:"owner,omitempty"`
	Reason string       `json:"reason"`
}

func ignored(ignores []config.Ignore, now time.Time) []ignoreLine {
	list := []ignoreLine{}
	today := now.Format(time.DateOnly)
	for i := range ignores {
		ig := &ignores[i]
		l := ignoreLine{At: ig.Place().Position(), Rules: ig.Rules, Until: ig.Until, State: "holds", Hides: ig.Used, Owner: ig.Owner, Reason: ig.Reason}
		switch {
		case ig.Until != "" && ig.Until < today:
			l.State = "expired"
		case ig.Used == 0:
			l.State = "unused"
		}
		list = append(list, l)
	}
	slices.SortStableFunc(list, func(a, b ignoreLine) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Until, "9999"), cmp.Or(b.Until, "9999")), cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line))
	})
	return list
}

func ignoresTable(w io.Writer, list []ignoreLine) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "nothing is ignored")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "until\tstate\thides\trules\tplace\towner\treason")
	for _, l := range list {
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s\t%s\n", cmp.Or(l.Until, "for ever"), l.State, l.Hides, strings.Join(l.Rules, ","),
			report.Clean(fmt.Sprintf("%s:%d", l.At.File, l.At.Line)), cmp.Or(report.Clean(l.Owner), "-"), report.Clean(l.Reason))
	}
	return t.Flush()
}
