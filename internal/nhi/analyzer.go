package nhi

import "context"

// Analyzer turns files into facts. It has no opinions, does not walk, print or
// call out, and reads nothing but the files of its unit and the tree it is
// given.
type Analyzer struct {
	// Name is the package's name.
	Name string
	// Doc says in one line which files are read and what for.
	Doc string
	// Reads are the parts of the files that become facts, a clause each, and
	// Leaves what a reader of the table of formats may look for and is passed
	// over.
	Reads  []string
	Leaves string
	// Formats are the kinds of files that it reads, for the table of formats.
	Formats []Format
	// Claims looks at one file, its name first and then a cheap look at its
	// bytes, and returns the unit that it belongs to: the directory, module or
	// scope that has to be read together. false means it is not for this
	// analyzer. Several analyzers may claim one file.
	Claims func(path string, text []byte) (unit string, ok bool)
	// Sees, where it is given, says of a claimed file that is a unit of its own
	// whether Run would find anything in it. Most files hold nothing, and those need
	// not be kept. Neither it nor Claims may keep the bytes.
	Sees func(path string, text []byte) bool
	// Wants says by its path alone whether a file may be claimed. Files that no
	// analyzer wants are not opened.
	Wants func(path string) bool
	// Renders analyzers return derived files; they run before the others. Rendered
	// analyzers read derived files, and not what those stand for; the others read
	// files as they are written.
	Renders, Rendered bool
	// Run reads one unit. An error is about the unit as a whole; what is wrong
	// with one file is a Notice.
	Run func(ctx context.Context, u *Unit) (*Facts, error)
	// Measure says how much of what one unit evaluates is known; nil where nothing
	// is evaluated.
	Measure func(ctx context.Context, u *Unit) *Resolved
}

// Resolved is how much of what is evaluated has a known value.
type Resolved struct {
	Total, Known, Partly, Unknown int
	// Causes count what is not, or not wholly known, by the reason.
	Causes map[string]int
}

// Add adds the counts of another unit.
func (r *Resolved) Add(o *Resolved) {
	r.Total, r.Known, r.Partly, r.Unknown = r.Total+o.Total, r.Known+o.Known, r.Partly+o.Partly, r.Unknown+o.Unknown
	for cause, n := range o.Causes {
		r.Causes[cause] += n
	}
}

// Format is one kind of file, as the table of formats shows it.
type Format struct {
	// Name is the product or the notation, Files says by which names or contents
	// a file is known.
	Name, Files string
	// Source is the address of the documentation that the reader and its fixture
	// follow.
	Source string
	// Fixture is the folder or file under the analyzer's testdata.
	Fixture string
}

// Unit is a set of files that are read together.
type Unit struct {
	// Key is what Claims returned, usually a directory.
	Key string
	// Files are in order of their paths.
	Files []*File
	// Tree serves other files of the scan root.
	Tree Tree
}

// Tree is read-only access to the files under a scan root: the work tree, the
// index, or a revision. It never leaves the root, follows no link out of it, and
// records what was read.
type Tree interface {
	// Read returns a file by its path relative to the root, or an error that
	// satisfies errors.Is(err, fs.ErrNotExist).
	Read(path string) (*File, error)
	// Glob lists the paths that match a path.Match pattern.
	Glob(pattern string) []string
	// Listed says whether a file is among those to scan, and no mere context.
	Listed(path string) bool
}
