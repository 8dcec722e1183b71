import ArgumentParser
import Yams
