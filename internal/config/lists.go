package config

import (
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// items are the entries of a list.
func (l *loader) items(n *yaml.Node, what string) []*yaml.Node {
	if null(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		l.problem(n, "%s has to be a list", what)
		return nil
	}
	out := make([]*yaml.Node, len(n.Content))
	for i, item := range n.Content {
		out[i] = alias(item)
	}
	return out
}

// text is the one value of a key.
func (l *loader) text(n *yaml.Node, key string) string {
	if n.Kind != yaml.ScalarNode || null(n) || strings.TrimSpace(n.Value) == "" {
		l.problem(n, "%s has to be one value", key)
		return ""
	}
	return show(strings.TrimSpace(n.Value))
}

func (l *loader) accepts(n *yaml.Node) {
	for _, item := range l.items(n, "accepts") {
		a := Accept{place: l.file.LineSpan(max(item.Line, 1))}
		before := len(l.problems)
		l.fields(item, "an accepted sharing", acceptKeys, func(key string, _, v *yaml.Node) {
			text := l.text(v, key)
			switch key {
			case "shared":
				a.Pattern = text
			case "reason":
				a.Reason = text
			case "owner":
				a.Owner = text
			case "until":
				if _, err := time.Parse(time.DateOnly, text); err != nil {
					l.problem(v, "until has to be a date such as 2027-06-30")
				}
				a.Until = text
			}
		})
		switch {
		case len(l.problems) > before:
		case a.Pattern == "" || a.Reason == "":
			l.problem(item, "an accepted sharing needs shared and reason")
		default:
			l.config.Accepts = append(l.config.Accepts, a)
		}
	}
}

func (l *loader) owners(n *yaml.Node) {
	for _, item := range l.items(n, "owners") {
		var o Owner
		before := len(l.problems)
		l.fields(item, "an owner", ownerKeys, func(key string, _, v *yaml.Node) {
			if key == "agents" {
				o.Agents = l.strings(v, "the agents of an owner")
				return
			}
			o.Name = l.text(v, key)
		})
		switch {
		case len(l.problems) > before:
		case o.Name == "" || len(o.Agents) == 0:
			l.problem(item, "an owner needs owner and agents")
		default:
			l.config.Owners = append(l.config.Owners, o)
		}
	}
}
