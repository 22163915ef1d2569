package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/rules"
	"github.com/spf13/cobra"
)

func rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rules", Short: "List the rules", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w := tabwriter.NewWriter(c.OutOrStdout(), 0, 4, 2, ' ', 0)
			for _, r := range scan.Rules() {
				fmt.Fprintf(w, "%s\t%s\t%.1f\t%s\n", r.Name, nhi.LevelOf(r.Severity), r.Severity, r.Title)
			}
			return w.Flush()
		},
	}
}

func explainCommand() *cobra.Command {
	var f scanFlags
	c := &cobra.Command{
		Use:   "explain RULE | FILE:LINE [PATH…]",
		Short: "Explain a rule, or what is seen at a line and why",
		Args:  cobra.MinimumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return ruleChoices(), cobra.ShellCompDirectiveDefault // or a file, with a line
		},
		Example: `  nhivet explain missing-ttl
  nhivet explain deploy/agent.yaml:12`,
		RunE: func(c *cobra.Command, args []string) error {
			if r := scan.RuleByName(args[0]); r != nil && len(args) == 1 {
				explainRule(c, r)
				return nil
			}
			file, line, ok := place(args[0])
			if !ok {
				return fmt.Errorf("%q is neither a rule%s nor FILE:LINE", args[0], config.Suggest(args[0], scan.RuleNames()))
			}
			o, err := f.options(c, args[1:])
			if err != nil {
				return err
			}
			result, err := scan.Run(c.Context(), o)
			if err != nil {
				return err
			}
			return explainPlace(c.OutOrStdout(), result, file, line)
		},
	}
	f.register(c)
	return offer(c)
}

func explainRule(c *cobra.Command, r *nhi.Rule) {
	w := c.OutOrStdout()
	var cwe []string
	for _, n := range r.CWE {
		cwe = append(cwe, fmt.Sprintf("CWE-%d", n))
	}
	fmt.Fprintf(w, "%s: %s\n\nwhy: %s\nfix: %s\n\n", r.Name, r.Title, r.Description, r.Remediation)
	fmt.Fprintf(w, "severity   %.1f (%s at most)\nprecision  %s\nview       %s\nstandards  %s\n", r.Severity, nhi.LevelOf(r.Severity), r.Precision, r.View,
		strings.Join(append(append(append([]string{}, r.NHI...), r.ASI...), cwe...), ", "))
	for _, s := range r.Sources {
		fmt.Fprintf(w, "source     %s\n", s)
	}
	for _, x := range fix.Of(r.Name) {
		fmt.Fprintf(w, "--fix      %s: %s (%s)\n", x.Tier, x.Does, strings.ReplaceAll(x.In, "`", ""))
	}
}

func factsCommand() *cobra.Command {
	var f scanFlags
	var format string
	var stats bool
	c := &cobra.Command{
		Use:   "facts [PATH…]",
		Short: "Print what the rules see: agents, identities, credentials, grants",
		Long: `Print the inventory that the rules judge. The JSON form is documented in docs/inventory.md, and is what conftest reads:

  nhivet facts --format json > facts.json && conftest test --policy rules facts.json`,
		RunE: func(c *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %q: want text or json", format)
			}
			o, err := f.options(c, args)
			if err != nil {
				return err
			}
			if stats {
				return printStats(c, o)
			}
			result, err := scan.Run(c.Context(), o)
			if err != nil {
				return err
			}
			if format == "json" {
				text, err := rules.JSON(result.Inventory)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", report.EscapeJSON(text))
				return err
			}
			return report.Facts(c.OutOrStdout(), result.Inventory)
		},
	}
	f.register(c)
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().BoolVar(&stats, "stats", false, "print instead how much of what is evaluated has a known value (Terraform's arguments)")
	return offer(c, "text", "json")
}

func printStats(c *cobra.Command, o scan.Options) error {
	stats, err := scan.Stats(c.Context(), o)
	if err != nil {
		return err
	}
	return report.Stats(c.OutOrStdout(), stats)
}

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use: "init", Short: "Write a commented " + config.Name, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			f, err := os.OpenFile(config.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s exists already, and is left alone", config.Name)
			}
			if err != nil {
				return fmt.Errorf("init: %w", err)
			}
			if _, err = f.WriteString(config.Template); err == nil {
				fmt.Fprintf(c.OutOrStdout(), "wrote %s\n", config.Name)
			}
			if e := f.Close(); err == nil {
				err = e
			}
			return err
		},
	}
}
