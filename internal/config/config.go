// Package config reads what a repository says about its own scan: .nhivet.yaml,
// and the comments that ignore a finding. It checks every name and explains every
// mistake; what the settings do it leaves to the engine.
package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/gitignore"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Name is the file at the root of a repository. It speaks for every folder below;
// its patterns are relative to its own.
const Name = ".nhivet.yaml"

// Config is a .nhivet.yaml. Its zero value is every default.
type Config struct {
	// Exclude are patterns in the syntax of .gitignore.
	Exclude []string
	// Rules by name; a rule that is not here is as its header says.
	Rules map[string]Rule
	// FailOn is the level from which the exit code tells of findings; empty is
	// the tool's default, nhi.None is never.
	FailOn nhi.Level
	// Dated is the level from which an ignore needs a last day; empty is the tool's
	// default, nhi.None is never.
	Dated nhi.Level
	// Agents corrects what is taken for an agent.
	Agents Agents
	// Lives are the maximum lives of credentials, see Limits.
	Lives Table
	// Owns are the platforms that this repository defines as a whole: rules that
	// rest on something existing nowhere run for them alone.
	Owns []string
	// Baseline is the file of the findings that do not count, relative to this
	// one's folder; empty for none.
	Baseline string
	// Ignores are suppressions for files without comments.
	Ignores []Ignore
	// Environments are patterns for what is in each of dev, test, staging and prod:
	// on the path when they have a slash, on "namespace:name", or on the agent's
	// name.
	Environments map[string][]string
	// Accepts are identities and credentials that agents share by decision.
	Accepts []Accept
	// Owners are who answers for agents; a file that names any names all.
	Owners []Owner

	in string
}

// Rule is how one rule is changed.
type Rule struct {
	// Off switches the rule off.
	Off bool
	// Level is the loudest that a finding of the rule may be; empty leaves it.
	Level nhi.Level
	// Parameters by name, as text.
	Parameters map[string]string
}

// Agents are patterns on "kind:name", on the name, or, when they have a slash, on
// the path of the file. In names a star matches every byte; paths follow
// .gitignore.
type Agents struct {
	Include, Exclude []string
	in               string
}

// In says that the paths of facts are relative to a folder below that of the
// file; patterns stay relative to the file's own.
func (c *Config) In(folder string) { c.in, c.Agents.in = folder, folder }

// Lives are the bands of a credential's lifetime: up to Good is good, up to Quiet
// is silent, and above Standing it is a standing secret. 0 is not set.
type Lives struct {
	Good, Quiet, Standing time.Duration
}

// Table is maximum lives with exceptions by environment (dev, test, staging,
// prod) and by kind of credential.
type Table struct {
	Lives
	Environments map[string]Lives
	Kinds        map[string]Lives
}

// DefaultLives hold for what an agent holds, unless the file says otherwise: an
// hour is what cloud platforms issue to workloads, a day is a working day, and 90
// days is the rotation that CIS benchmarks ask of static keys.
var DefaultLives = Lives{Good: time.Hour, Quiet: 24 * time.Hour, Standing: 90 * 24 * time.Hour}

// Limits are the maximum lives of a kind of credential in an environment. The
// more particular setting wins: of the kind, then of the environment, then of
// all, then the default. A band is never below the one before it.
func (c *Config) Limits(kind, environment string) Lives {
	l := DefaultLives
	if c != nil {
		l = l.with(c.Lives.Lives).with(c.Lives.Environments[environment]).with(c.Lives.Kinds[kind])
	}
	l.Quiet = max(l.Quiet, l.Good)
	l.Standing = max(l.Standing, l.Quiet)
	return l
}

func (l Lives) with(o Lives) Lives {
	if o.Good > 0 {
		l.Good = o.Good
	}
	if o.Quiet > 0 {
		l.Quiet = o.Quiet
	}
	if o.Standing > 0 {
		l.Standing = o.Standing
	}
	return l
}

// Folder is what In was told.
func (c *Config) Folder() string { return c.in }

// Off says whether a rule is switched off.
func (c *Config) Off(rule string) bool { return c != nil && c.Rules[rule].Off }

// Level is the loudest level of a rule where the file sets one, else empty.
func (c *Config) Level(rule string) nhi.Level {
	if c == nil {
		return ""
	}
	return c.Rules[rule].Level
}

// Parameters are those of all rules, as the inventory exports them.
func (c *Config) Parameters() map[string]map[string]string {
	out := map[string]map[string]string{}
	if c != nil {
		for name, r := range c.Rules {
			if len(r.Parameters) > 0 {
				out[name] = r.Parameters
			}
		}
	}
	return out
}

// Owned says whether a platform is declared owned.
func (c *Config) Owned(platform string) bool { return c != nil && slices.Contains(c.Owns, platform) }

// Included says whether the file calls something an agent.
func (a Agents) Included(agent *nhi.Agent) bool { return a.match(a.Include, agent) }

// Excluded says whether the file says that something is no agent.
func (a Agents) Excluded(agent *nhi.Agent) bool { return a.match(a.Exclude, agent) }

func (a Agents) match(patterns []string, agent *nhi.Agent) bool {
	for _, p := range patterns {
		if gitignore.Glob(p, agent.Kind+":"+agent.Name) || gitignore.Glob(p, agent.Name) {
			return true
		}
		if strings.Contains(p, "/") && agent.At.Valid() && gitignore.New(p).In(a.in).Ignores(agent.At.File.Path) {
			return true
		}
	}
	return false
}

// Accept is an identity or a credential whose sharing somebody decided to live with.
type Accept struct {
	// Pattern is on "kind:name" or the name of the identity or credential.
	Pattern string
	// Reason is why, Until the last day on which it holds (empty for ever), Owner
	// who decided.
	Reason, Until, Owner string

	place nhi.Span
}

// Owner is who answers for the agents that patterns fit.
type Owner struct {
	Name   string
	Agents []string
}

// Environment is the one whose patterns fit a place; empty when none does.
func (c *Config) Environment(path, namespace, name string) string {
	for _, e := range environments {
		for _, p := range c.Environments[e] {
			space, isSpace := strings.CutPrefix(p, "namespace:")
			switch {
			case isSpace:
				if gitignore.Glob(space, namespace) {
					return e
				}
			case strings.Contains(p, "/"):
				if gitignore.New(p).In(c.in).Ignores(path) {
					return e
				}
			case gitignore.Glob(p, name):
				return e
			}
		}
	}
	return ""
}

// Owner is who answers for an agent, and whether the file names owners.
func (c *Config) Owner(agent *nhi.Agent) (owner string, named bool) {
	for _, o := range c.Owners {
		if c.Agents.match(o.Agents, agent) {
			return o.Name, true
		}
	}
	return "", len(c.Owners) > 0
}

// Problem is one mistake in the file.
type Problem struct {
	Path         string
	Line, Column int // from 1; Column counts characters
	Message      string
}

// Error is FILE:LINE:COLUMN: MESSAGE.
func (p Problem) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
}

// Problems are all mistakes of a file.
type Problems []Problem

// Error has a line for each problem.
func (p Problems) Error() string {
	text := ""
	for i, e := range p {
		if i > 0 {
			text += "\n"
		}
		text += e.Error()
	}
	return text
}
