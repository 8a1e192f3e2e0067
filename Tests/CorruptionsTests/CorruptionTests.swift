import Corruptions
import TestSupport
import Testing

struct CorruptionTests {
}
