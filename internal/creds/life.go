package creds

import "github.com/nhivet/nhivet/internal/nhi"

// Life is how the credentials of a format end.
type Life string

// The classes of lives.
const (
	// Unending credentials work until somebody revokes them.
	Unending Life = "∞"
	// Optional ones are static: an expiry can be chosen, and so can none.
	Optional Life = "optional"
	// Capped ones always expire, after weeks to years.
	Capped Life = "capped"
	// Short ones are made by a machine and last a day and a half at most.
	Short Life = "short"
	// KeyMaterial lives as long as what is certified or configured with it.
	KeyMaterial Life = "key"
	// Inside is a life that the credential itself, or its name, tells.
	Inside Life = "inside"
	// Unstated is what no documentation says.
	Unstated Life = "unstated"
)

// shortest is the longest life, in seconds, that is still short: GetSessionToken's
// 36 hours are the most that a machine-made session lasts.
const shortest = 36 * hour

// Class is the format's class of life: what the row says, or what its lifetime
// implies.
func (f *Format) Class() Life {
	switch l := f.Lifetime; {
	case f.Life != "":
		return f.Life
	case l.Never:
		return Unending
	case l.Known && l.Seconds <= shortest:
		return Short
	case l.Known:
		return Capped
	}
	return Unstated
}

// LifeSource is the documentation of the life; empty where there is none.
func (f *Format) LifeSource() string {
	if f.Lifetime.Source != "" {
		return f.Lifetime.Source
	}
	return f.Source
}

// never is the life of a credential without an expiry of its own.
func never(source string) nhi.Lifetime {
	return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Source: source}
}

// lasts is the life of a credential whose issuer always ends it, at the latest
// after so many seconds.
func lasts(seconds int64, source string) nhi.Lifetime {
	return nhi.Lifetime{Known: true, Seconds: seconds, Basis: nhi.Natural, Source: source}
}

const (
	hour = 3600
	day  = 24 * hour
	year = 365 * day
)
