//go:build !linux

package scan

import "time"

func cpuTime() time.Duration { return 0 }

func resetPeak() {}

func peakMemory() float64 { return 0 }
