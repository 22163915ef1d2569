package main

import (
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/nhivet/nhivet/internal/lsp"
	"github.com/spf13/cobra"
)

func lspCommand() *cobra.Command {
	return &cobra.Command{
		Use: "lsp", Short: "Speak with an editor on standard input and output (Language Server Protocol)", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if _, err := now(); err != nil {
				return err
			}
			debug.SetGCPercent(lsp.Garbage)
			debug.SetMemoryLimit(lsp.Memory)
			return lsp.Serve(c.Context(), stdio{c.InOrStdin(), c.OutOrStdout()}, lsp.Options{
				Version: toolVersion(), Log: c.ErrOrStderr(),
				Now: func() time.Time { t, _ := now(); return t },
			})
		},
	}
}

// stdio is both standard streams as one.
type stdio struct {
	io.Reader
	io.Writer
}

// Close ends the reading, which waits for the editor.
func (stdio) Close() error { return os.Stdin.Close() }
