// Package logx writes the service's log.
package logx

import "log/slog"

// Start tells how the service was started.
func Start(msg string, settings ...any) { slog.Info(msg, settings...) }
