Console.WriteLine("civilline");
