package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/picture"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/spf13/cobra"
)

// pictures are the forms of the inventory, in the order of the help.
var pictures = []struct {
	name  string
	write func(io.Writer, *picture.Picture) error
}{
	{"table", picture.Table}, {"json", picture.JSON}, {"mermaid", picture.Mermaid}, {"dot", picture.DOT}, {"cyclonedx", picture.CycloneDX}, {"html", picture.HTML},
}

func inventoryCommand() *cobra.Command {
	var f scanFlags
	var form, output string
	var o picture.Options
	var forms []string
	for _, p := range pictures {
		forms = append(forms, p.name)
	}
	c := &cobra.Command{
		Use:   "inventory [PATH…]",
		Short: "Show every agent with what it runs as, holds, may do and delegates to",
		Long: `Show every agent with what it runs as, holds, may do and delegates to, and whether what it does is approved and audited.
docs/inventory.md describes the forms. It exits 0 whatever it shows; scan judges.`,
		Example: `  nhivet inventory
  nhivet inventory --format html --output agents.html deploy`,
		RunE: func(c *cobra.Command, args []string) error {
			i := slices.Index(forms, form)
			if i < 0 {
				return fmt.Errorf("--format %q: want %s", form, strings.Join(forms, ", "))
			}
			so, err := f.options(c, args)
			if err != nil {
				return err
			}
			stop := progress(c.ErrOrStderr())
			result, err := scan.Run(c.Context(), so)
			stop()
			if err != nil {
				return err
			}
			p := picture.New(result.Inventory, result.Report, o)
			return to(c.OutOrStdout(), output, func(w io.Writer) error { return pictures[i].write(w, p) })
		},
	}
	f.register(c)
	c.Flags().StringVar(&form, "format", "table", strings.Join(forms, ", "))
	c.Flags().StringVarP(&output, "output", "o", "", "where it goes (default standard output)")
	c.Flags().BoolVar(&o.All, "all", false, "also show what no agent reaches")
	return offer(c, forms...)
}

// to writes to a file, or to standard output where none is named.
func to(stdout io.Writer, output string, write func(io.Writer) error) (err error) {
	if output == "" {
		return write(stdout)
	}
	file, err := os.Create(output)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	defer func() {
		if e := file.Close(); e != nil && err == nil {
			err = fmt.Errorf("write report: %w", e)
		}
	}()
	return write(file)
}
