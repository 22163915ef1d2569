// Package prompts has the texts that agents start with.
package prompts

import "fmt"

// Desk tells an agent who it is and how it signs in.
func Desk(name, login string) string {
	return fmt.Sprintf("You are %s, and answer tickets. Sign in with %s.", name, login)
}
