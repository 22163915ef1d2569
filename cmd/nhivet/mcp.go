package main

import (
	"path/filepath"
	"time"

	"github.com/nhivet/nhivet/internal/mcpserver"
	"github.com/spf13/cobra"
)

func mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "mcp [FOLDER]", Short: "Answer coding agents on standard input and output (Model Context Protocol)", Args: cobra.MaximumNArgs(1),
		Long: `Answer coding agents: what is wrong, what a change would bring before it is written, what a rule means, and which agents hold what.
The server reads the folder (the current one without any) and does nothing else.`,
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := now(); err != nil {
				return err
			}
			root, err := filepath.Abs(append(args, ".")[0])
			if err != nil {
				return err
			}
			return mcpserver.Serve(c.Context(), mcpserver.Options{Root: root, Version: toolVersion(), Now: func() time.Time { t, _ := now(); return t }})
		},
	}
}
