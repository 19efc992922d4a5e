
using System.Runtime.InteropServices;
namespace Basin.Numerics.Graphs;
#pragma warning disable
public static partial class Prof {
  [LibraryImport("libc", EntryPoint = "clock_gettime")] private static partial int GetTime(int clock, out Ts time);
  [StructLayout(LayoutKind.Sequential)] private struct Ts { public long S, N; }
  public static long Now() { GetTime(3, out var t); return t.S * 1000000000 + t.N; }
  static readonly System.Collections.Generic.Dictionary<string, (long Min, long Sum, int N)> All = new();
  static readonly System.Collections.Generic.Dictionary<(object, string), System.Collections.Generic.List<long>> D = new();
  public static void Add(object op, string pass, long ns) { if (!D.TryGetValue((op, pass), out var l)) D[(op, pass)] = l = new(); l.Add(ns); }
  public static void Print() {
    var g = new System.Collections.Generic.SortedDictionary<string, double>();
    double total = 0;
    foreach (var ((op, pass), l) in D) { l.Sort(); if (l.Count < 3) continue; var ms = l[l.Count / 4] * 1e-6; total += ms; var k = pass + " " + op.ToString(); g[k] = g.GetValueOrDefault(k) + ms; var k2 = pass + " *" + op.ToString().Split(' ')[0]; g[k2] = g.GetValueOrDefault(k2) + ms; }
    foreach (var (k, v) in g) System.Console.WriteLine($"{v,8:f2} {k}");
    System.Console.WriteLine($"{total,8:f2} total"); D.Clear();
  }
}
